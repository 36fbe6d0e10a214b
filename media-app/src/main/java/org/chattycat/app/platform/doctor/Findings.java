package org.chattycat.app.platform.doctor;

/** What a check found. Each text is one or more sentences for the person who runs the installation, without secrets. */
public interface Findings {
    /** It is as it should be. */
    void ok(String found);

    /**
     * It works, but not as well as it should, or will stop to work.
     *
     * @param action what to do
     */
    void warn(String found, String action);

    /**
     * It does not work, or is dangerous.
     *
     * @param action what to do
     */
    void fail(String found, String action);
}
