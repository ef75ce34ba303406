import { randomBytes, randomInt } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { Ledger, type User, Users } from '@aisha/accounts';
import { type Avatar, AvatarPhoto, Database, OutboundMessage } from '@aisha/database';
import { DeliveryModule, IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { ConfigModule, HealthModule } from '@aisha/platform';
import { createTestDatabase, photoOf, testBucket, testRedisUrl } from '@aisha/testing';
import sharp from 'sharp';
import { AvatarSweepsModule } from './avatar-sweeps.module';
import { AvatarWorkModule } from './avatar-work.module';
import { Avatars } from './avatars';
import type { AvatarsConfig } from './avatars.env';
import { FalCallbacks } from './callbacks/fal-callbacks';
import { FalCallbacksModule } from './callbacks/fal-callbacks.module';
import { FalStandIn } from './fal-stand-in.fixture';
import { Archives } from './gallery/archives';
import { ArchiveVolumes } from './gallery/archive-volumes';
import { ContactSheets } from './gallery/contact-sheets';
import { Gallery } from './gallery/gallery';
import { GalleryChanges } from './gallery/gallery-changes';
import { GalleryFacts } from './gallery/gallery-facts';
import { GalleryPacking } from './gallery/gallery-packing';
import { ImageSaga } from './images/image.saga';
import { Images } from './images/images';
import { Drawing } from './images/orders/drawing';
import { OrderProgress } from './images/orders/order-progress';
import { type OrderChange, PictureOrders } from './images/orders/picture-orders';
import { PromptedOrders } from './images/orders/prompted-orders';
import { PromptedOrdersModule } from './images/orders/prompted-orders.module';
import { Remakes } from './images/orders/remakes';
import { objectKeys } from './object-keys';
import { ObjectRemovals } from './objects/object-removals';
import { PhotoCheck } from './photos/photo-check';
import { PhotoChoices } from './photos/photo-choices';
import { PhotoFiles } from './photos/photo-files';
import { Photos } from './photos/photos';
import { StylePreviews } from './styles/style-previews';
import { Styles } from './styles/styles';
import { TrainingSaga } from './trainings/training.saga';
import { Trainings } from './trainings/trainings';

export const CALLBACK_SECRET = 'a secret for callbacks';

/** A photo of which no other one has the bytes; not one of the ten of `draftWithPhotos`. */
export async function uniquePhoto(side = 600): Promise<Buffer> {
  const photo = await somePhoto(10 + randomInt(2));
  const jpeg = await sharp(photo).resize(side, side).jpeg().toBuffer();
  return Buffer.concat([jpeg, randomBytes(8)]); // after the end of a JPEG nobody looks
}

const somePhotos: Promise<Buffer>[] = [];
/** Photos of a pool, all of one person: each avatar may have the same ones. */
const somePhoto = (number: number) => (somePhotos[number] ??= photoOf('first', number));

/** The real modules on real Postgres, Redis and S3, with a stand-in for FAL. */
export async function openWorld(
  changes: Partial<AvatarsConfig> & { MINIO_PUBLIC_URL?: string } = {},
) {
  const [database, redisUrl, bucket, fal] = await Promise.all([
    createTestDatabase(),
    testRedisUrl(),
    testBucket(),
    FalStandIn.start(),
  ]);
  const config = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    FAL_KEY: 'id:secret',
    FAL_QUEUE_URL: fal.url,
    FAL_REST_URL: fal.url,
    ...bucket.settings,
    CALLBACK_SECRET,
    TRAINING_PHOTO_RETENTION_DAYS: 0,
    ...changes,
  };
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      HealthModule.forRole('avatars-spec'),
      DeliveryModule.forRoot(),
      AvatarWorkModule,
      FalCallbacksModule,
      PromptedOrdersModule,
    ],
  }).compile();
  module.useLogger(false);
  await module.init();
  const close = async () => {
    await module.close();
    await Promise.all([fal.close(), database.close(), bucket.close()]);
  };
  return { ...partsOf(module), config, fal, close };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

const partsOf = (module: TestingModule) => ({
  archives: module.get(Archives),
  archiveVolumes: module.get(ArchiveVolumes),
  avatars: module.get(Avatars),
  callbacks: module.get(FalCallbacks),
  database: module.get(Database),
  drawing: module.get(Drawing),
  contactSheets: module.get(ContactSheets),
  gallery: module.get(Gallery),
  galleryChanges: module.get(GalleryChanges),
  galleryFacts: module.get(GalleryFacts),
  galleryPacking: module.get(GalleryPacking),
  images: module.get(Images),
  imageSaga: module.get(ImageSaga),
  incoming: module.get(IncomingFiles),
  ledger: module.get(Ledger),
  orderProgress: module.get(OrderProgress),
  orders: module.get(PictureOrders),
  photoCheck: module.get(PhotoCheck),
  photoChoices: module.get(PhotoChoices),
  photoFiles: module.get(PhotoFiles),
  photos: module.get(Photos),
  prompted: module.get(PromptedOrders),
  remakes: module.get(Remakes),
  removals: module.get(ObjectRemovals),
  storage: module.get(Storage),
  stylePreviews: module.get(StylePreviews),
  styles: module.get(Styles),
  trainings: module.get(Trainings),
  trainingSaga: module.get(TrainingSaga),
  users: module.get(Users),
});

/** The sweeps on the same database and storage; their first round is at once. */
export async function startSweeps({ config }: World) {
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      HealthModule.forRole('sweeps-spec'),
      DeliveryModule.forRoot(),
      AvatarSweepsModule,
    ],
  }).compile();
  module.useLogger(false);
  await module.init();
  return module;
}

/** A person with credits in a private chat, and what they do. */
export class Someone {
  private constructor(
    private readonly world: World,
    readonly user: User,
  ) {}

  static async with(world: World, credits: number): Promise<Someone> {
    const user = await world.users.register({ telegramId: randomInt(1e9), firstName: 'Asel' });
    if (credits > 0) await world.ledger.grant(user.id, credits, `grant-${user.id}`);
    return new Someone(world, user);
  }

  get id(): string {
    return this.user.id;
  }

  get chat() {
    return { botId: 4242, chatId: this.user.telegramId };
  }

  balance(): Promise<number> {
    return this.world.ledger.balance(this.id);
  }

  draft(): Promise<Avatar> {
    return this.world.avatars.createDraft({ ownerId: this.id, name: 'Asel', gender: 'female' });
  }

  /** Sends a photo that has not come to the storage yet. */
  announce(avatar: Avatar) {
    const telegramFileId = `file-${randomInt(1e9)}`;
    return this.world.photos.add({ avatar, chat: this.chat, ownerId: this.id, telegramFileId });
  }

  /** Sends a photo and lets the worker look at it. */
  async send(avatar: Avatar, bytes: Buffer): Promise<AvatarPhoto> {
    const added = await this.announce(avatar);
    if (added.outcome !== 'added') throw new Error(added.outcome);
    await this.store(added.photoId, bytes);
    await this.world.photoCheck.check(added.photoId);
    return this.photo(added.photoId);
  }

  /** What the gateway does once Telegram has given the file. */
  async store(photoId: string, bytes: Buffer): Promise<void> {
    const { fileId } = await this.photo(photoId);
    const file = await this.world.incoming.find(fileId);
    await this.world.storage.put(file!.objectKey, bytes, { contentType: 'image/jpeg' });
    await this.world.incoming.markStored(fileId, bytes.length);
  }

  /** An avatar that pictures can be made with. */
  async readyAvatar(): Promise<Avatar> {
    const { id } = await this.draft();
    await this.world.database.query(
      `update avatars set status = 'ready', weights_url = 'https://v3.fal.media/w', weights_key = 'w'
       where id = $1`,
      [id],
    );
    return (await this.world.avatars.get(id))!;
  }

  /** An order that is not drawn yet. @returns its id */
  async order(avatarId: string, prompt: string, change: OrderChange = {}): Promise<string> {
    const { id: ownerId, chat } = this;
    const begun = await this.world.orders.begin({ ownerId, chat, avatarId, prompt });
    if (begun.outcome !== 'begun') throw new Error(begun.outcome);
    if (Object.keys(change).length > 0)
      await this.world.orders.change(ownerId, begun.orderId, change);
    return begun.orderId;
  }

  /** Has an order drawn. @returns the ids of its pictures */
  async draw(orderId: string, promptId?: string): Promise<string[]> {
    const ask = () => (promptId ? Promise.resolve(promptId) : Promise.reject(new Error('words?')));
    const drawn = await this.world.drawing.draw(this.id, orderId, ask);
    if (drawn.outcome !== 'started') throw new Error(drawn.outcome);
    return drawn.imageIds;
  }

  async draftWithPhotos(count: number): Promise<Avatar> {
    const avatar = await this.draft();
    for (let i = 0; i < count; i += 1) await this.pass(avatar, await somePhoto(i));
    return avatar;
  }

  /** A photo that was found good. The look itself is left out: a quarter of a second for each. */
  private async pass(avatar: Avatar, bytes: Buffer): Promise<void> {
    const added = await this.announce(avatar);
    if (added.outcome !== 'added') throw new Error(added.outcome);
    const { fileId } = await this.photo(added.photoId);
    const key = objectKeys.photo(avatar, added.photoId);
    await this.world.storage.put(key, bytes, { contentType: 'image/jpeg' });
    const { database } = this.world;
    await database.query(`update incoming_files set status = 'removed' where id = $1`, [fileId]);
    await database.query(
      `update avatar_photos set status = 'accepted', sha256 = id::text, width = 900, height = 900,
         object_key = $2, checked_at = now() where id = $1`,
      [added.photoId, key],
    );
  }

  /** An avatar in training. @returns the training's id */
  async startTraining(): Promise<string> {
    const avatar = await this.draftWithPhotos(10);
    const started = await this.world.trainings.start(this.id, avatar.id, this.chat);
    if (started.outcome !== 'started') throw new Error(started.outcome);
    return started.trainingId;
  }

  /** What waits to be sent to them, in order. */
  async notices(): Promise<OutboundMessage[]> {
    return this.world.database.repository(OutboundMessage).find({
      where: this.chat,
      order: { seq: 'ASC' },
    });
  }

  photo(id: string): Promise<AvatarPhoto> {
    return this.world.database.repository(AvatarPhoto).findOneByOrFail({ id });
  }
}
