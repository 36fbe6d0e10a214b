/** How GraphQL is served: limits, sockets, scalars, cursors and errors. */
package org.chattycat.app.graphql;
