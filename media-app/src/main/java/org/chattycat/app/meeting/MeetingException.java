package org.chattycat.app.meeting;

/** A rule of meetings forbids what was requested. The message is for people. */
public final class MeetingException extends RuntimeException {
    public enum Rule {
        NOT_FOUND,
        LOCKED,
        /** The host has to admit the person first. */
        ADMISSION_REQUIRED,
        FULL,
        LIMIT_REACHED
    }

    private final transient Rule rule;

    public MeetingException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
