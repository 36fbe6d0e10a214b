/** The samples of a meeting as a file of any length. */
package org.chattycat.app.latency.export;
