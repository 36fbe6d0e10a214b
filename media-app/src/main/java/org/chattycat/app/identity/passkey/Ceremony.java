package org.chattycat.app.identity.passkey;

/** What a challenge is for (WebAuthn Level 2, sections 7.1 and 7.2). An answer is valid for one ceremony only. */
enum Ceremony {
    REGISTRATION,
    SIGN_IN
}
