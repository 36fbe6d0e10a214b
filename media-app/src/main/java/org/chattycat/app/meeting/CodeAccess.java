package org.chattycat.app.meeting;

import java.util.UUID;

/** The access of an account to the meeting with a short code, which may exist or not. */
record CodeAccess(String shortCode, UUID accountId) {}
