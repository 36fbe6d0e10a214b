package org.chattycat.kurento.rtp.h264;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chattycat.kurento.rtp.NetworkOrder;

/**
 * What a file says about its H.264 (AVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 5.3.3.1): MP4 has it in an {@code avcC}
 * box, Matroska as the track's CodecPrivate.
 *
 * @param profileLevelId profile_idc, constraint flags and level_idc, as in SDP (RFC 6184 section 8.1); 24 bits
 * @param lengthBytes how long the number before each NAL unit of a frame is: 1, 2 or 4
 * @param parameterSets the NAL units that precede the first frame: SPS, then PPS; empty if the frames contain them
 */
public record AvcConfiguration(int profileLevelId, int lengthBytes, List<byte[]> parameterSets) {
    /** A set is some dozens of bytes. Each is sent in one packet. */
    private static final int MAX_SET_BYTES = 1000;

    private static final int FIXED_BYTES = 6;

    public AvcConfiguration {
        parameterSets = List.copyOf(parameterSets);
    }

    /** @return empty if the record is damaged, or if one of its sets is unusually long */
    public static Optional<AvcConfiguration> parse(byte[] record) {
        if (record.length < FIXED_BYTES || record[0] != 1) {
            return Optional.empty();
        }
        int lengthBytes = (record[4] & 3) + 1;
        List<byte[]> sets = new ArrayList<>();
        int at = readSets(record, 5, 0x1f, H264Payload.NAL_SPS, sets);
        if (at < 0 || readSets(record, at, 0xff, H264Payload.NAL_PPS, sets) < 0 || lengthBytes == 3) {
            return Optional.empty();
        }
        return Optional.of(new AvcConfiguration(NetworkOrder.u24(record, 1), lengthBytes, sets));
    }

    /** Reads a count and as many sets with their lengths. @return where the next field is, or -1 */
    private static int readSets(byte[] record, int at, int countMask, int nalType, List<byte[]> sets) {
        if (at >= record.length) {
            return -1;
        }
        int count = record[at] & countMask;
        int next = at + 1;
        for (int i = 0; i < count; i++) {
            int length = next + 2 > record.length ? 0 : NetworkOrder.u16(record, next);
            next += 2;
            if (length < 2 || length > MAX_SET_BYTES || length > record.length - next) {
                return -1;
            }
            if ((record[next] & 0x1f) != nalType) {
                return -1;
            }
            sets.add(Arrays.copyOfRange(record, next, next + length));
            next += length;
        }
        return next;
    }

    /**
     * Splits a frame into its NAL units. Leaves out those that RTP has no use for: delimiters, padding, and types that H.264 does not
     * define, which mean something else in RTP.
     *
     * @param frame as in the file, with a length before each NAL unit
     * @return NAL units in their order, possibly none; empty if the frame is damaged
     */
    public Optional<List<byte[]>> nalUnits(byte[] frame) {
        List<byte[]> units = new ArrayList<>();
        int at = 0;
        while (at < frame.length) {
            if (frame.length - at < lengthBytes) {
                return Optional.empty();
            }
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | frame[at++] & 0xff;
            }
            if (length > frame.length - at) {
                return Optional.empty();
            }
            if (length > 0 && isSent(frame[at])) {
                units.add(Arrays.copyOfRange(frame, at, at + (int) length));
            }
            at += (int) length;
        }
        return Optional.of(units);
    }

    private static boolean isSent(byte header) {
        int type = header & 0x1f;
        boolean useless = type == H264Payload.NAL_DELIMITER || type == H264Payload.NAL_FILLER;
        return header > 0 && type > 0 && type < H264Payload.STAP_A && !useless;
    }
}
