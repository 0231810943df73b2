-- AlterEnum
ALTER TYPE "NotificationReason" ADD VALUE 'work_changed';
