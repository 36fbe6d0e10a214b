package org.chattycat.app.call;

import java.security.SecureRandom;
import java.util.Base64;
import org.chattycat.app.platform.text.Sha256;

/** The secret with which a page resumes its participant session. The database stores only its hash. */
record ResumeToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static ResumeToken random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new ResumeToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "ResumeToken";
    }
}
