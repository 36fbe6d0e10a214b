/** Forgets what is no longer needed: a sweep each minute. */
package org.chattycat.app.housekeeping;
