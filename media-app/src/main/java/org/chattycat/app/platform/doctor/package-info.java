/**
 * {@code ./chatty-cat doctor}: examines the configuration and what it names, without starting the application. The checks of a
 * part stand in the package of that part.
 */
package org.chattycat.app.platform.doctor;
