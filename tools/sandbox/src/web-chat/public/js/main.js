import { App } from './app.js';
import { drawIcons } from './page/icons.js';

drawIcons(document);
void new App().start();
