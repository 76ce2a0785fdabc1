"""Writes implied-volatility.csv: normalised Black premiums b(x, w) at 60 digits, printed to 20.

x and w are rounded to doubles first, so that the premium belongs to exactly the doubles that Java reads.
Run: python3 implied_volatility_oracle.py > implied-volatility.csv   (needs mpmath)
"""
from mpmath import exp, mp, mpf, ncdf, nstr

mp.dps = 60
NEAR = [(h, w) for h in ("0", "-0.05", "-0.3", "-1", "-2", "-3.5", "-5", "-6.5", "-8")
        for w in ("0.0001", "0.0007", "0.004", "0.02", "0.0399", "0.0401", "0.1", "0.3", "0.8", "1.67", "1.69", "2.5", "5")]
FAR = [(h, w) for h in ("-10", "-15", "-20", "-30") for w in ("0.01", "0.1", "0.5")]

print("x,w,beta")
for h, w in NEAR + FAR:
    x, total = mpf(float(mpf(h) * mpf(w))), mpf(float(w))
    d, t = x / total, total / 2
    beta = exp(x / 2) * ncdf(d + t) - exp(-x / 2) * ncdf(d - t)
    print(f"{float(x)!r},{float(total)!r},{nstr(beta, 20)}")
