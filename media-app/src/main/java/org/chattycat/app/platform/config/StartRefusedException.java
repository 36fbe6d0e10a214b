package org.chattycat.app.platform.config;

/** The application cannot start with its configuration. The message is for the person who started it. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * @param problem what is wrong, as a sentence
     * @param action how to correct it, as a sentence
     */
    public StartRefusedException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    public StartRefusedException(String problem, String action, Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** How to correct it, as a sentence. */
    public String action() {
        return action;
    }
}
