package org.chattycat.app.mail;

/**
 * One letter to one person.
 *
 * @param text body as plain text
 * @param html the same as HTML: no remote content, so that reading it tells nobody anything
 */
public record Letter(String to, String subject, String text, String html) {}
