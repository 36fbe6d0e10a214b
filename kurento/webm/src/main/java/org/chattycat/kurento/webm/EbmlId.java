package org.chattycat.kurento.webm;

/** Ids of the elements that are written or read (RFC 8794 section 11.2, RFC 9559 section 5.1), marker bits included. */
final class EbmlId {
    static final int EBML = 0x1a45dfa3;
    static final int EBML_VERSION = 0x4286;
    static final int EBML_READ_VERSION = 0x42f7;
    static final int EBML_MAX_ID_LENGTH = 0x42f2;
    static final int EBML_MAX_SIZE_LENGTH = 0x42f3;
    static final int DOC_TYPE = 0x4282;
    static final int DOC_TYPE_VERSION = 0x4287;
    static final int DOC_TYPE_READ_VERSION = 0x4285;
    static final int VOID = 0xec;

    static final int SEGMENT = 0x18538067;
    static final int SEEK_HEAD = 0x114d9b74;
    static final int SEEK = 0x4dbb;
    static final int SEEK_ID = 0x53ab;
    static final int SEEK_POSITION = 0x53ac;

    static final int INFO = 0x1549a966;
    static final int TIMESTAMP_SCALE = 0x2ad7b1;
    static final int DURATION = 0x4489;
    static final int DATE_UTC = 0x4461;
    static final int MUXING_APP = 0x4d80;
    static final int WRITING_APP = 0x5741;

    static final int TRACKS = 0x1654ae6b;
    static final int TRACK_ENTRY = 0xae;
    static final int TRACK_NUMBER = 0xd7;
    static final int TRACK_UID = 0x73c5;
    static final int TRACK_TYPE = 0x83;
    static final int FLAG_DEFAULT = 0x88;
    static final int FLAG_LACING = 0x9c;
    static final int NAME = 0x536e;
    static final int CODEC_ID = 0x86;
    static final int CODEC_PRIVATE = 0x63a2;
    static final int CODEC_DELAY = 0x56aa;
    static final int SEEK_PRE_ROLL = 0x56bb;
    static final int VIDEO = 0xe0;
    static final int PIXEL_WIDTH = 0xb0;
    static final int PIXEL_HEIGHT = 0xba;
    static final int AUDIO = 0xe1;
    static final int SAMPLING_FREQUENCY = 0xb5;
    static final int CHANNELS = 0x9f;

    static final int CLUSTER = 0x1f43b675;
    static final int TIMESTAMP = 0xe7;
    static final int SIMPLE_BLOCK = 0xa3;
    static final int BLOCK_GROUP = 0xa0;
    static final int BLOCK = 0xa1;
    static final int BLOCK_DURATION = 0x9b;
    static final int REFERENCE_BLOCK = 0xfb;

    static final int CUES = 0x1c53bb6b;
    static final int CUE_POINT = 0xbb;
    static final int CUE_TIME = 0xb3;
    static final int CUE_TRACK_POSITIONS = 0xb7;
    static final int CUE_TRACK = 0xf7;
    static final int CUE_CLUSTER_POSITION = 0xf1;

    private EbmlId() {}
}
