/**
 * How an answer goes over HTTP: error bodies, correlation ids, ETags and content negotiation. Knows Spring's web classes,
 * but neither a container nor any dataset.
 */
@NullMarked
package b3.api.http;

import org.jspecify.annotations.NullMarked;
