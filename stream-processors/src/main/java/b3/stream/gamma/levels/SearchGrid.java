package b3.stream.gamma.levels;

/**
 * The prices at which the profile is looked at before its zeros are solved for: 440 cells of 0.0025 in log price
 * between half and one and a half times the spot price, each halved until its step is at most a quarter of the width of
 * every Gaussian that reaches it. A same-day expiry thus refines the cells around its strikes and no
 * others. Twelve halvings are the limit: total volatilities below 2.4e-6 (a second before expiry) are not resolved.
 */
public final class SearchGrid {
    private static final int CELLS = 440;
    private static final double CELL = (GammaProfile.HIGHEST - GammaProfile.LOWEST) / CELLS;
    private static final int MOST_HALVINGS = 12;
    private static final int RESEED = 64;

    private final double[] nodes;
    private final int[] segmentStart;
    private final double[] segmentStep;

    private SearchGrid(double[] nodes, int[] segmentStart, double[] segmentStep) {
        this.nodes = nodes;
        this.segmentStart = segmentStart;
        this.segmentStep = segmentStep;
    }

    int size() {
        return nodes.length;
    }

    double node(int index) {
        return nodes[index];
    }

    /** Empty curves on this grid. */
    public Curves curves() {
        return new Curves(nodes.length);
    }

    /** P and G at every node. */
    public static final class Curves {
        private final double[] net;
        private final double[] gross;

        private Curves(int size) {
            net = new double[size];
            gross = new double[size];
        }

        double net(int k) {
            return net[k];
        }

        public void add(Curves other) {
            for (int k = 0; k < net.length; k++) {
                net[k] += other.net[k];
                gross[k] += other.gross[k];
            }
        }

        double highestGross() {
            double highest = 0;
            for (double value : gross) {
                highest = Math.max(highest, value);
            }
            return highest;
        }
    }

    /** Collects where a grid must be fine. */
    public static final class Builder {
        private final int[] halvings = new int[CELLS];

        /** Demands a step of at most {@code step} between two log prices. */
        void refine(double from, double to, double step) {
            int wanted = 0;
            while (wanted < MOST_HALVINGS && CELL / (1 << wanted) > step) {
                wanted++;
            }
            if (wanted == 0) {
                return;
            }
            int first = Math.max(0, (int) Math.floor((from - GammaProfile.LOWEST) / CELL));
            int last = Math.min(CELLS - 1, (int) Math.floor((to - GammaProfile.LOWEST) / CELL));
            for (int cell = first; cell <= last; cell++) {
                halvings[cell] = Math.max(halvings[cell], wanted);
            }
        }

        public SearchGrid build() {
            int size = 1;
            int segments = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                size += 1 << halvings[cell];
                segments += cell == 0 || halvings[cell] != halvings[cell - 1] ? 1 : 0;
            }
            double[] nodes = new double[size];
            int[] starts = new int[segments + 1];
            double[] steps = new double[segments];
            int node = 0;
            int segment = -1;
            for (int cell = 0; cell < CELLS; cell++) {
                int parts = 1 << halvings[cell];
                if (cell == 0 || halvings[cell] != halvings[cell - 1]) {
                    starts[++segment] = node;
                    steps[segment] = CELL / parts;
                }
                for (int part = 0; part < parts; part++) {
                    nodes[node++] = GammaProfile.LOWEST + cell * CELL + part * (CELL / parts);
                }
            }
            nodes[node] = GammaProfile.HIGHEST;
            starts[segments] = size;
            return new SearchGrid(nodes, starts, steps);
        }
    }

    /**
     * Adds one Gaussian to every node in its reach. Between equidistant nodes a Gaussian is multiplied by a factor that
     * is itself multiplied by a constant, so that a node costs two multiplications instead of an exponential; the
     * recurrence starts anew every 64 nodes, which keeps its error below 1e-12 of the Gaussian's height.
     */
    public void add(double net, double gross, double centre, double width, double reach, Curves curves) {
        for (int segment = 0; segment < segmentStep.length; segment++) {
            double step = segmentStep[segment];
            double origin = nodes[segmentStart[segment]];
            int count = segmentStart[segment + 1] - segmentStart[segment];
            int from = (int) Math.max(0, Math.ceil((centre - reach - origin) / step));
            int to = (int) Math.min(count - 1, Math.floor((centre + reach - origin) / step));
            for (int block = from; block <= to; block += RESEED) {
                int start = segmentStart[segment] + block;
                int end = segmentStart[segment] + Math.min(to + 1, block + RESEED);
                addBlock(net, gross, (nodes[start] - centre) / width, step / width, start, end, curves);
            }
        }
    }

    /** Even and odd nodes are two recurrences, so that the processor need not wait for one to finish. */
    private static void addBlock(double net, double gross, double z, double eta, int start, int end, Curves curves) {
        double[] nets = curves.net;
        double[] grosses = curves.gross;
        double ratio = Math.exp(-eta * eta);
        double factor = Math.exp(-z * eta - 0.5 * eta * eta);
        double even = Math.exp(-0.5 * z * z);
        double odd = even * factor;
        double evenFactor = factor * factor * ratio;
        double oddFactor = evenFactor * ratio * ratio;
        double ratioOfTwo = ratio * ratio * ratio * ratio;
        int k = start;
        for (; k + 1 < end; k += 2) {
            nets[k] += net * even;
            grosses[k] += gross * even;
            nets[k + 1] += net * odd;
            grosses[k + 1] += gross * odd;
            even *= evenFactor;
            odd *= oddFactor;
            evenFactor *= ratioOfTwo;
            oddFactor *= ratioOfTwo;
        }
        if (k < end) {
            nets[k] += net * even;
            grosses[k] += gross * even;
        }
    }
}
