/** The API's description of itself and its front page. */
@NullMarked
package b3.api.docs;

import org.jspecify.annotations.NullMarked;
