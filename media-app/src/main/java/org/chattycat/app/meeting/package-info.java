/**
 * Meetings, their participants and publications, and the truth about them: the database. Instances of the application
 * change it here, hear of each other's changes by notification, and look again; nothing about a room is remembered
 * that the tables do not say.
 */
package org.chattycat.app.meeting;
