package org.chattycat.app.identity.passkey;

/** What a challenge is for (WebAuthn Level 2, 7.1 and 7.2). An answer to one is none to the other. */
enum Ceremony {
    REGISTRATION,
    SIGN_IN
}
