package org.chattycat.kurento.peer.srtp;

import java.util.Arrays;

/** A few contexts by SSRC. A map would box the key for every packet. */
final class SsrcTable<T> {
    private static final int INITIAL = 4;

    private int[] ssrcs = new int[INITIAL];
    private Object[] contexts = new Object[INITIAL];
    private int size;

    int size() {
        return size;
    }

    /** @return null if there is none */
    @SuppressWarnings("unchecked")
    T get(int ssrc) {
        for (int i = 0; i < size; i++) {
            if (ssrcs[i] == ssrc) {
                return (T) contexts[i];
            }
        }
        return null;
    }

    /** Adds a context; the SSRC must not be present. */
    void add(int ssrc, T context) {
        if (size == ssrcs.length) {
            ssrcs = Arrays.copyOf(ssrcs, size * 2);
            contexts = Arrays.copyOf(contexts, size * 2);
        }
        ssrcs[size] = ssrc;
        contexts[size++] = context;
    }
}
