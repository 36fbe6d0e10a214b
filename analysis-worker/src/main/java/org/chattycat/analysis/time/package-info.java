/** The worker's own clock, which matters as much as the one in the picture. */
package org.chattycat.analysis.time;
