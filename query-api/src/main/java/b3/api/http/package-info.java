/** How an answer goes over HTTP: error bodies, correlation ids, ETags and compression. Knows nothing of any dataset. */
@NullMarked
package b3.api.http;

import org.jspecify.annotations.NullMarked;
