/** Emails: by SMTP where a server is configured, otherwise into an embedded mailbox that /dev/mail shows. */
package org.chattycat.app.platform.mail;
