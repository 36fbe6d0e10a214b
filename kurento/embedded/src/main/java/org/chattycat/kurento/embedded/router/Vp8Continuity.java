package org.chattycat.kurento.embedded.router;

import org.chattycat.kurento.rtp.NetworkOrder;
import org.chattycat.kurento.rtp.vp8.Vp8PayloadDescriptor;

/**
 * Rewrites picture ids and temporal indexes (RFC 7741 section 4.2) of changing VP8 sources to those of one stream. A
 * decoder would treat a jump as loss, and a step back as a late frame.
 */
final class Vp8Continuity {
    private static final int PICTURE_IDS = 0x8000;

    private final Vp8PayloadDescriptor descriptor = new Vp8PayloadDescriptor();
    private int pictureIdOffset;
    private int tl0Offset;
    private int lastPictureId = -1;
    private int lastTl0 = -1;

    /** Switches to another source, of which this is the first packet. */
    void start(byte[] buffer, int offset, int length) {
        if (!descriptor.wrap(buffer, offset, length)) {
            return;
        }
        if (descriptor.pictureId() >= 0) {
            pictureIdOffset = lastPictureId < 0 ? 0 : lastPictureId + 1 - descriptor.pictureId();
        }
        if (descriptor.tl0PicIdx() >= 0) {
            tl0Offset = lastTl0 < 0 ? 0 : lastTl0 + 1 - descriptor.tl0PicIdx();
        }
    }

    /** Renumbers a payload in place. */
    void rewrite(byte[] buffer, int offset, int length) {
        if (!descriptor.wrap(buffer, offset, length) || descriptor.pictureId() < 0 && descriptor.tl0PicIdx() < 0) {
            return;
        }
        int at = offset + 2;
        if (descriptor.pictureId() >= 0) {
            int id = Math.floorMod(descriptor.pictureId() + pictureIdOffset, PICTURE_IDS);
            notePictureId(id, 1 << descriptor.pictureIdBits());
            if (descriptor.pictureIdBits() == 15) {
                NetworkOrder.put16(buffer, at, PICTURE_IDS | id);
                at += 2;
            } else {
                buffer[at++] = (byte) (id & 0x7f);
            }
        }
        if (descriptor.tl0PicIdx() >= 0) {
            int index = descriptor.tl0PicIdx() + tl0Offset & 0xff;
            if (lastTl0 < 0 || (index - lastTl0 & 0xff) < 0x80) {
                lastTl0 = index;
            }
            buffer[at] = (byte) index;
        }
    }

    /** @param wrap number of ids before they repeat */
    private void notePictureId(int id, int wrap) {
        int steps = Math.floorMod(id - lastPictureId, wrap);
        if (lastPictureId < 0) {
            lastPictureId = id;
        } else if (steps < wrap / 2) {
            lastPictureId = (lastPictureId + steps) % PICTURE_IDS;
        }
    }
}
