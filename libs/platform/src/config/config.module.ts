import { type DynamicModule, Module } from '@nestjs/common';
import { CONFIG } from './config';

/** Makes the validated configuration injectable everywhere as `CONFIG`. */
@Module({})
export class ConfigModule {
  static forRoot(config: object): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
