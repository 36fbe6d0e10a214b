package org.chattycat.kurento.rtp.vp8;

import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * A view of the descriptor at the start of a VP8 RTP payload (RFC 7741 section 4.2). The instance is reused for every packet
 * and allocates nothing. Absent fields read as -1.
 */
public final class Vp8PayloadDescriptor {
    private int first;
    private int length;
    private int pictureId;
    private int pictureIdBits;
    private int tl0PicIdx;
    private int temporalLayer;
    private boolean layerSync;
    private int keyIndex;

    /**
     * @param offset index of the RTP payload
     * @param payloadLength its length without padding
     * @return whether the payload has a complete descriptor and at least one byte of VP8 data
     */
    public boolean wrap(byte[] buffer, int offset, int payloadLength) {
        int end = offset + payloadLength;
        pictureId = tl0PicIdx = temporalLayer = keyIndex = -1;
        pictureIdBits = 0;
        layerSync = false;
        if (payloadLength < 2) {
            return false;
        }
        first = buffer[offset] & 0xff;
        int at = offset + 1;
        if ((first & 0x80) != 0) {
            int extensions = buffer[at++] & 0xff;
            if ((extensions & 0x80) != 0) {
                if (at + 2 > end) {
                    return false;
                }
                boolean isLong = (buffer[at] & 0x80) != 0;
                pictureIdBits = isLong ? 15 : 7;
                pictureId = isLong ? NetworkOrder.u16(buffer, at) & 0x7fff : buffer[at] & 0x7f;
                at += isLong ? 2 : 1;
            }
            if ((extensions & 0x40) != 0) {
                if (at >= end) {
                    return false;
                }
                tl0PicIdx = buffer[at++] & 0xff;
            }
            if ((extensions & 0x30) != 0) {
                if (at >= end) {
                    return false;
                }
                int layers = buffer[at++] & 0xff;
                if ((extensions & 0x20) != 0) {
                    temporalLayer = layers >> 6;
                    layerSync = (layers & 0x20) != 0;
                }
                if ((extensions & 0x10) != 0) {
                    keyIndex = layers & 0x1f;
                }
            }
        }
        length = at - offset;
        return at < end;
    }

    /** Length of the descriptor; VP8 data follows it. */
    public int length() {
        return length;
    }

    /** S: the packet starts a new partition. */
    public boolean startsPartition() {
        return (first & 0x10) != 0;
    }

    /** PID: index of the partition that the packet belongs to. */
    public int partitionIndex() {
        return first & 0x07;
    }

    /** The first packet of a frame starts partition 0. */
    public boolean startsFrame() {
        return startsPartition() && partitionIndex() == 0;
    }

    /** N: no other frame depends on this one. */
    public boolean nonReference() {
        return (first & 0x20) != 0;
    }

    public int pictureId() {
        return pictureId;
    }

    /** Number of bits of the picture id, 7 or 15; 0 if it is absent. */
    public int pictureIdBits() {
        return pictureIdBits;
    }

    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    public int temporalLayer() {
        return temporalLayer;
    }

    public boolean layerSync() {
        return layerSync;
    }

    public int keyIndex() {
        return keyIndex;
    }

    /**
     * Whether this payload is the first packet of a keyframe: it starts partition 0 and the inverse key frame flag of
     * the VP8 payload header is clear (RFC 7741 section 4.3).
     */
    public static boolean startsKeyframe(byte[] buffer, int offset, int payloadLength) {
        if (payloadLength < 2 || (buffer[offset] & 0x17) != 0x10) {
            return false;
        }
        int end = offset + payloadLength;
        int at = offset + 1;
        if ((buffer[offset] & 0x80) != 0) {
            int extensions = buffer[at++];
            if ((extensions & 0x80) != 0) {
                if (at >= end) {
                    return false;
                }
                at += (buffer[at] & 0x80) != 0 ? 2 : 1;
            }
            at += (extensions & 0x40) != 0 ? 1 : 0;
            at += (extensions & 0x30) != 0 ? 1 : 0;
        }
        return at < end && (buffer[at] & 0x01) == 0;
    }
}
