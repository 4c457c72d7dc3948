"""The demonstration: one course from an encrypted referral to its closing report."""
