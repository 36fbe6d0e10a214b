package org.chattycat.analysis.cli;

import java.util.List;

/**
 * What was read in one frame. Its names are the fields of the JSON lines.
 *
 * @param file the file's name as on the command line
 * @param frame the frame's number in the container
 * @param seconds when it is shown, from the beginning of the video; null if the file does not say
 * @param width of the picture as it is shown, in pixels
 * @param micros what reading it took
 * @param arrived when it arrived at the media server that recorded it (UTC); null if the file does not say
 */
record FrameReport(
        String file,
        long frame,
        Double seconds,
        int width,
        int height,
        long micros,
        String arrived,
        List<CodeReport> codes) {}
