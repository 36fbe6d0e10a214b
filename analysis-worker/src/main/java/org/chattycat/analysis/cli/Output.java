package org.chattycat.analysis.cli;

/** Where the results go, in the order of the files. */
interface Output {
    /** Before the first file. */
    void begin();

    /** One frame. */
    void frame(FrameReport frame);

    /** One pair of clocks, after the frames of its file. */
    void pair(PairReport pair);

    /** The end of a file that could be read. */
    void summary(String file, FileStatistic statistic);

    /** A file that could not be read, or not to its end. */
    void error(String file, String message);

    /** @param part of the current file, from 0 to 1 */
    void progress(String file, double part);
}
