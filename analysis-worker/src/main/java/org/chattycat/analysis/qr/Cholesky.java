package org.chattycat.analysis.qr;

/** Solves the normal equations of least squares. */
final class Cholesky {
    private Cholesky() {}

    /** Solves symmetric positive definite equations of which the upper half is given, right side last (Cholesky). */
    static double[] solve(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double factor = m[k][i] / m[k][k];
                for (int j = i; j <= n; j++) {
                    m[i][j] -= factor * m[k][j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = m[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= m[i][j] * x[j];
            }
            x[i] = sum / m[i][i];
        }
        return x;
    }
}
