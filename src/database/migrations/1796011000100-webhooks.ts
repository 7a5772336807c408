import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where changes of cameras are sent to, and what was sent. */
export class Webhooks1796011000100 implements MigrationInterface {
  readonly name = 'Webhooks1796011000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      `CREATE TABLE "webhooks" (
         "id" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
         "user_id" integer,
         "made_by" text COLLATE "C" NOT NULL,
         "caller" jsonb NOT NULL,
         "url" text COLLATE "C" NOT NULL,
         "events" text array NOT NULL,
         "organization_id" integer,
         "active" boolean NOT NULL DEFAULT true,
         "secret_sealed" text,
         "cursor" text,
         "read_at" TIMESTAMP WITH TIME ZONE,
         "leased_until" TIMESTAMP WITH TIME ZONE,
         "succeeded_at" TIMESTAMP WITH TIME ZONE,
         "failed_at" TIMESTAMP WITH TIME ZONE,
         "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id"))`,
      `CREATE INDEX "webhooks_made_by_idx" ON "webhooks" ("made_by", "id")`,
      `CREATE INDEX "webhooks_user_id_idx" ON "webhooks" ("user_id")`,
      `CREATE INDEX "webhooks_organization_id_idx" ON "webhooks" ("organization_id")`,
      `ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE`,
      `ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE`,
      `CREATE TABLE "webhook_deliveries" (
         "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
         "webhook_id" integer,
         "subscription_id" integer,
         "event_id" integer,
         "camera_id" integer,
         "type" text COLLATE "C" NOT NULL,
         "message_id" text COLLATE "C" NOT NULL,
         "receiver" text COLLATE "C" NOT NULL,
         "lane" text COLLATE "C" NOT NULL,
         "state" text COLLATE "C" NOT NULL,
         "attempts" integer NOT NULL DEFAULT 0,
         "next_at" TIMESTAMP WITH TIME ZONE,
         "leased_until" TIMESTAMP WITH TIME ZONE,
         "status" integer,
         "failure" text COLLATE "C",
         "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
         "ended_at" TIMESTAMP WITH TIME ZONE,
         CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"))`,
      `CREATE INDEX "webhook_deliveries_webhook_id_idx" ON "webhook_deliveries" ("webhook_id", "id")`,
      `CREATE INDEX "webhook_deliveries_subscription_id_idx" ON "webhook_deliveries" ("subscription_id", "id")`,
      `CREATE INDEX "webhook_deliveries_next_at_idx" ON "webhook_deliveries" ("next_at") WHERE state = 'pending'`,
      `CREATE INDEX "webhook_deliveries_lane_idx" ON "webhook_deliveries" ("lane", "id") WHERE state = 'pending'`,
      `CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries" ("created_at")`,
      `ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE`,
      `ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "event_subscriptions"("id") ON DELETE CASCADE`,
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "webhook_deliveries"`);
    await queryRunner.query(`DROP TABLE "webhooks"`);
  }
}
