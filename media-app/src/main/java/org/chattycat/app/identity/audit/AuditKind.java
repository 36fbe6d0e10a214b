package org.chattycat.app.identity.audit;

/** The kinds of events. Their names are stored, so names may be added but never changed. */
public enum AuditKind {
    LINK_SENT,
    RATE_LIMITED,
    SIGNED_IN_BY_LINK,
    SIGNED_IN_BY_PASSKEY,
    SIGN_IN_FAILED,
    SIGNED_OUT,
    SESSIONS_ENDED,
    PASSKEY_ADDED,
    PASSKEY_RENAMED,
    PASSKEY_REMOVED,
    PASSKEY_CLONED,
    DISPLAY_NAME_CHANGED,
    EMAIL_CHANGE_ASKED,
    EMAIL_CHANGED,
    DATA_DOWNLOADED,
    ACCOUNT_DELETED,
    GUESTS_ALLOWED,
    GUESTS_REFUSED,
    GUEST_ENTERED,
    PARTICIPANT_REMOVED,
    MEETING_LOCKED,
    MEETING_UNLOCKED
}
