package org.chattycat.analysis.video;

import nu.pattern.OpenCV;
import org.opencv.core.Core;

/** Loads OpenCV's native library; call {@link #load()} before the first use of any of its classes. */
public final class OpenCv {
    static {
        OpenCV.loadLocally();
        // The analysis pool decides the number of threads. OpenCV's own threads would overload the cores.
        Core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Loads the library, once per JVM. */
    public static void load() {
        // The static initializer has loaded it exactly once.
    }
}
