package org.chattycat.app.identity.token;

/** What a token may do. The names are stored. */
enum TokenAccess {
    READ,
    READ_WRITE
}
