/**
 * Meetings, their participants and publications. The database is the only source of their state: instances of the application
 * change it here, are notified of each other's changes, and read it again.
 */
package org.chattycat.app.meeting;
