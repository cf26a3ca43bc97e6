//! A logistic model, by Newton's method.

/// A small penalty keeps the model finite where a covariate parts the groups altogether.
const RIDGE: f64 = 1e-2;
/// Newton's method has settled long before; the bound ends it on any data.
const STEPS: usize = 50;

/// The logit of being treated, for each row. Columns are standardised inside; a constant one says nothing.
pub(super) fn propensity(x: &[Vec<f64>], treated: &[bool]) -> Vec<f64> {
    let rows = standardised(x);
    let width = rows.first().map_or(0, Vec::len);
    let mut beta = vec![0.0; width];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0; width];
        let mut hessian = vec![vec![0.0; width]; width];
        for (row, is) in rows.iter().zip(treated) {
            let p = 1.0 / (1.0 + (-dot(row, &beta)).exp());
            let (miss, weight) = (f64::from(u8::from(*is)) - p, p * (1.0 - p));
            for i in 0..width {
                gradient[i] += miss * row[i];
                for j in 0..width {
                    hessian[i][j] += weight * row[i] * row[j];
                }
            }
        }
        // The intercept is not drawn towards nought.
        for i in 1..width {
            gradient[i] -= RIDGE * beta[i];
            hessian[i][i] += RIDGE;
        }
        hessian[0][0] += 1e-9;
        let step = solve(hessian, gradient);
        beta.iter_mut().zip(&step).for_each(|(b, s)| *b += s);
        if step.iter().all(|s| s.abs() < 1e-10) {
            break;
        }
    }
    rows.iter().map(|row| dot(row, &beta)).collect()
}

fn standardised(x: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = x.len() as f64;
    let mut out = vec![vec![1.0]; x.len()];
    for j in 0..x.first().map_or(0, Vec::len) {
        let mean = x.iter().map(|r| r[j]).sum::<f64>() / n;
        let spread = (x.iter().map(|r| (r[j] - mean).powi(2)).sum::<f64>() / n).sqrt();
        if spread > 0.0 {
            out.iter_mut().zip(x).for_each(|(to, r)| to.push((r[j] - mean) / spread));
        }
    }
    out
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Solves a positive definite system by elimination with pivots.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = (i..n).max_by(|p, q| a[*p][i].abs().total_cmp(&a[*q][i].abs())).unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        for k in i + 1..n {
            let factor = a[k][i] / a[i][i];
            let (upper, lower) = a.split_at_mut(k);
            lower[0][i..].iter_mut().zip(&upper[i][i..]).for_each(|(x, y)| *x -= factor * y);
            b[k] -= factor * b[i];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::propensity;

    /// One indicator, no penalty to speak of: the logits are those of the two shares, 8 of 10 and 2 of 10: ±ln 4.
    #[test]
    fn gives_back_the_shares_of_a_two_by_two_table() {
        let x: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(u8::from(i < 10))]).collect();
        let treated: Vec<bool> = (0..20).map(|i| !(8..18).contains(&i)).collect();
        let scores = propensity(&x, &treated);
        assert!((scores[0] - 4f64.ln()).abs() < 0.02 && (scores[19] + 4f64.ln()).abs() < 0.02, "{scores:?}");
    }

    #[test]
    fn stays_finite_where_a_covariate_parts_the_groups() {
        let x: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i), 7.0]).collect();
        let treated: Vec<bool> = (0..20).map(|i| i >= 10).collect();
        let scores = propensity(&x, &treated);
        assert!(scores.iter().all(|s| s.is_finite()) && scores.windows(2).all(|w| w[0] < w[1]), "{scores:?}");
    }
}
