package org.chattycat.app.clock;

/** A clock is refused or ended. The message is a sentence for people. */
public final class ClockException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ClockErrorCode code;

    ClockException(ClockErrorCode code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    public ClockErrorCode code() {
        return code;
    }

    static ClockException badMessage(String sentence) {
        return new ClockException(ClockErrorCode.BAD_MESSAGE, sentence);
    }

    static ClockException meetingOver() {
        return new ClockException(
                ClockErrorCode.MEETING_OVER,
                "The person that this clock belongs to is no longer in the meeting. You can close this page.");
    }
}
