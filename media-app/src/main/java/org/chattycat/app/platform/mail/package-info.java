/** Sends emails: by SMTP if a mail server is configured, otherwise to an embedded mailbox that /dev/mail shows. */
package org.chattycat.app.platform.mail;
