@NullMarked
package b3.stream.normalize.rates;

import org.jspecify.annotations.NullMarked;
