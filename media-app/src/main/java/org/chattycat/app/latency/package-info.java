/** The analysis worker inside this application, and what all workers measure, the moment it is known. */
package org.chattycat.app.latency;
