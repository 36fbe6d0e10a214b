package org.chattycat.kurento.embedded.mp4;

/** What holds for frames of a fragment that say nothing else: duration in ticks, size in bytes, flags. */
record SampleDefaults(long duration, long size, int flags) {
    static final SampleDefaults NONE = new SampleDefaults(0, 0, 0);
}
