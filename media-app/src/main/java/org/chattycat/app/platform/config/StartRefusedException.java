package org.chattycat.app.platform.config;

/** The configuration cannot work. The message is a sentence for the person who started the program. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * @param problem what is wrong, a sentence
     * @param action what to do about it, a sentence
     */
    public StartRefusedException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    public StartRefusedException(String problem, String action, Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
