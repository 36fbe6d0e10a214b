package org.chattycat.app.identity.signin;

import java.time.Instant;
import org.chattycat.app.platform.database.InsertOnly;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A sign-in link that was sent and not used yet.
 *
 * @param tokenHash SHA-256 of the token in the link
 * @param email the address that the link was sent to
 * @param browserHash SHA-256 of the secret of the browser that requested the link
 * @param code what has to be typed when the link is opened in another browser
 * @param wrongCodes how many wrong codes were typed so far
 */
@Table("sign_in_token")
record SignInToken(
        @Id byte[] tokenHash,
        String email,
        byte[] browserHash,
        String code,
        int wrongCodes,
        Instant createdAt,
        Instant expiresAt)
        implements InsertOnly<byte[]> {
    @Override
    @Transient
    public byte[] getId() {
        return tokenHash;
    }
}
