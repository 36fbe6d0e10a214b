package org.chattycat.kurento.embedded.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;
import org.junit.jupiter.api.Test;

class Vp8ContinuityTest {
    private final Vp8Continuity continuity = new Vp8Continuity();

    /** A payload with a picture id of 15 bits, a temporal index and one byte of data. */
    private static byte[] longForm(int pictureId, int tl0) {
        return new byte[] {
            (byte) 0x90, (byte) 0xe0, (byte) (0x80 | pictureId >> 8), (byte) pictureId, (byte) tl0, 0x20, 0x55
        };
    }

    private static byte[] shortForm(int pictureId) {
        return new byte[] {(byte) 0x90, (byte) 0x80, (byte) pictureId, 0x55};
    }

    private void start(byte[] payload) {
        continuity.start(payload, 0, payload.length);
    }

    private Vp8PayloadDescriptor rewritten(byte[] payload) {
        byte[] copy = Arrays.copyOf(payload, payload.length);
        continuity.rewrite(copy, 0, copy.length);
        assertThat(copy).hasSameSizeAs(payload).endsWith(0x55);
        Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
        assertThat(descriptor.wrap(copy, 0, copy.length)).isTrue();
        return descriptor;
    }

    @Test
    void theFirstSourceKeepsItsNumbers() {
        start(longForm(300, 7));
        Vp8PayloadDescriptor descriptor = rewritten(longForm(300, 7));
        assertThat(descriptor.pictureId()).isEqualTo(300);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(7);
        assertThat(descriptor.temporalLayer()).isZero();
    }

    @Test
    void theNextSourceContinuesTheNumbers() {
        start(longForm(0x7ffe, 255));
        rewritten(longForm(0x7ffe, 255));
        assertThat(rewritten(longForm(0x7fff, 0)).pictureId()).isEqualTo(0x7fff);
        rewritten(longForm(0x7ffe, 255)); // A late packet does not reset the numbers.
        start(longForm(5000, 90));
        Vp8PayloadDescriptor first = rewritten(longForm(5000, 90));
        assertThat(first.pictureId()).as("after 32767").isZero();
        assertThat(first.tl0PicIdx()).as("after 0").isEqualTo(1);
        Vp8PayloadDescriptor skipped = rewritten(longForm(5003, 92));
        assertThat(skipped.pictureId()).as("keeps gaps").isEqualTo(3);
        assertThat(skipped.tl0PicIdx()).isEqualTo(3);
    }

    @Test
    void shortPictureIdsWrapAndStayShort() {
        start(shortForm(126));
        int[] seen = new int[4];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = rewritten(shortForm(126 + i & 0x7f)).pictureId();
        }
        assertThat(seen).containsExactly(126, 127, 0, 1);
        start(shortForm(60));
        assertThat(rewritten(shortForm(60)).pictureId()).isEqualTo(2);
        assertThat(rewritten(shortForm(61)).pictureIdBits()).isEqualTo(7);
    }

    @Test
    void payloadsWithoutNumbersStayUnchanged() {
        byte[] plain = {0x10, 0, 0x55};
        start(plain);
        byte[] copy = plain.clone();
        continuity.rewrite(copy, 0, copy.length);
        assertThat(copy).isEqualTo(plain);
        byte[] cut = {(byte) 0x90, (byte) 0x80};
        continuity.rewrite(cut, 0, cut.length);
        assertThat(cut).containsExactly(0x90, 0x80);
    }
}
