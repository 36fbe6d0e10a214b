package org.chattycat.kurento.embedded.endpoints;

/** Plays a file at its own pace. What is asked in a state in which it is impossible is ignored, as in Kurento. */
public interface Player extends MediaTransport {
    /** Begins from the beginning of the file, or continues after a pause. */
    void play();

    void pause();

    /** Ends the playback. */
    void stop();

    /** What is known of the file that is being played. */
    PlayedFile file();

    /** Of the frame that was last played, in ms from the beginning of the file; 0 if nothing is played. */
    long positionMillis();

    /** Continues at another position. @return false if that is impossible */
    boolean seek(long millis);
}
