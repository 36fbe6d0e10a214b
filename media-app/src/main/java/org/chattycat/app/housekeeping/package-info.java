/** Deletes expired data of all parts of the application. */
package org.chattycat.app.housekeeping;
