-- AlterEnum
ALTER TYPE "NotificationReason" ADD VALUE 'redaction_asked';
ALTER TYPE "NotificationReason" ADD VALUE 'redaction_confirmed';
ALTER TYPE "NotificationReason" ADD VALUE 'redaction_refused';
