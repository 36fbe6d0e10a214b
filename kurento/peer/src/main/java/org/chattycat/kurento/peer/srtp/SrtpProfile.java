package org.chattycat.kurento.peer.srtp;

import org.jitsi.srtp.SrtpPolicy;

/** SRTP protection profiles (RFC 5764 section 4.1.2, RFC 7714 section 14.2), in our order of preference. */
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 12, 16) {
        @Override
        SrtpPolicy policy(int tagLength) {
            return new SrtpPolicy(
                    SrtpPolicy.AESGCM_ENCRYPTION, KEY_LENGTH, SrtpPolicy.NULL_AUTHENTICATION, 0, tagLength, 12);
        }
    },
    AES128_CM_HMAC_SHA1_80(0x0001, 14, 10) {
        @Override
        SrtpPolicy policy(int tagLength) {
            return new SrtpPolicy(
                    SrtpPolicy.AESCM_ENCRYPTION, KEY_LENGTH, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, tagLength, 14);
        }
    };

    static final int KEY_LENGTH = 16;

    private final int code;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int code, int saltLength, int tagLength) {
        this.code = code;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** Code in the use_srtp extension. */
    public int code() {
        return code;
    }

    /** Number of bytes that DTLS must export: two keys and two salts. */
    public int keyingMaterialLength() {
        return 2 * (KEY_LENGTH + saltLength);
    }

    int saltLength() {
        return saltLength;
    }

    /** Number of bytes that protection adds to an RTP packet. */
    public int tagLength() {
        return tagLength;
    }

    /** Replay protection stays on for sending: without it, jitsi-srtp may return an unencrypted GCM packet. */
    SrtpPolicy policy() {
        return policy(tagLength);
    }

    abstract SrtpPolicy policy(int tagLength);
}
