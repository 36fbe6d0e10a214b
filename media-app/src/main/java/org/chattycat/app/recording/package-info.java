/**
 * Recordings of meetings: when a meeting is recorded, who agrees, the files, and who may see them. Media servers upload the files;
 * rooms decide which publications they record.
 */
package org.chattycat.app.recording;
