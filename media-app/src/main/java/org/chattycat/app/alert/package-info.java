/**
 * Alerts: rules about what is measured in meetings. A rule that is broken is shown in the room and on the timeline, and is
 * reported by email and by webhooks.
 */
package org.chattycat.app.alert;
