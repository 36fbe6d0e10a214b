package org.chattycat.app.platform.doctor;

import java.util.List;

/**
 * The checks of one part of the installation. {@link Doctor} finds the classes that implement this. They are no components, so
 * that the application does not have them. Their constructors take settings, and examine nothing.
 */
public interface Checks {
    /** The checks that apply to the configuration. They run at the same time. */
    List<Check> checks();
}
