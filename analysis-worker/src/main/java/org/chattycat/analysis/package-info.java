/** The analysis worker: a library that an application embeds, and a program of its own. */
package org.chattycat.analysis;
